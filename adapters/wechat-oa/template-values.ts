/** What stands in the places of a template, as long as each of them bears. Pure. https://developers.weixin.qq.com/doc/service/guide/product/template_message/Template_Message_Interface.html */

/** By the letters of a place's name, in characters; of others nothing is known. */
const MOST: Readonly<Record<string, number>> = {
  thing: 20,
  const: 20,
  short_thing: 5,
  phrase: 5,
  character_string: 32,
  letter: 32,
  name: 10,
};
/** In these nothing but Chinese is taken, so that no ellipsis can say that more is missing. */
const BARE = ['phrase', 'name'];

export function valuesFor(
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, { readonly value: string }>> {
  return Object.fromEntries(
    Object.entries(values).map(([place, value]) => [place, { value: fitted(place, value) }]),
  );
}

/** What is too long would be refused whole. */
function fitted(place: string, value: string): string {
  const kind = place.replace(/\d+$/u, '');
  const most = MOST[kind] ?? Number.POSITIVE_INFINITY;
  const characters = [...value];
  if (characters.length <= most) return value;
  return BARE.includes(kind)
    ? characters.slice(0, most).join('')
    : `${characters.slice(0, most - 1).join('')}…`;
}
