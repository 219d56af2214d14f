/** What is wrong with a card, in the words of the platform. */
export interface CardFault {
  readonly errCode: number;
  readonly errMsg: string;
}

const PARSE_ERROR = 200621;
const OVER_LIMIT = 11310;

export function malformed(what: string, path = ''): CardFault {
  const where = path === '' ? '' : `, path: ${path}`;
  return {
    errCode: PARSE_ERROR,
    errMsg: `parse card json err, please check whether the card json is correct; ErrorValue: ${what}${where}`,
  };
}

export function overLimit(errMsg: string): CardFault {
  return { errCode: OVER_LIMIT, errMsg };
}
