/** Tencent's noes: of a whole call, and of one number inside a call that succeeded. https://cloud.tencent.com/document/api/382/59177 */

/** Of a call, all with HTTP 200. The ones that can be switched on as a fault. */
export const CALL_REFUSALS = [
  'RequestLimitExceeded',
  'InternalError',
  'AuthFailure.SecretIdNotFound',
  'UnauthorizedOperation',
] as const;

/** Of a number. */
export const NUMBER_REFUSALS = [
  'FailedOperation.ContainSensitiveWord',
  'FailedOperation.InsufficientBalanceInSmsPackage',
  'FailedOperation.PhoneNumberInBlacklist',
  'LimitExceeded.DeliveryFrequencyLimit',
  'LimitExceeded.PhoneNumberDailyLimit',
  'InternalError.Timeout',
] as const;

type NumberCode =
  | (typeof NUMBER_REFUSALS)[number]
  | 'FailedOperation.SignatureIncorrectOrUnapproved'
  | 'FailedOperation.TemplateIncorrectOrUnapproved'
  | 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'
  | 'InvalidParameterValue.IncorrectPhoneNumber'
  | 'InvalidParameterValue.ProhibitedUseUrlInTemplateParameter'
  | 'InvalidParameterValue.TemplateParameterLengthLimit'
  | 'LimitExceeded.PhoneNumberOneHourLimit'
  | 'LimitExceeded.PhoneNumberSameContentDailyLimit'
  | 'LimitExceeded.PhoneNumberThirtySecondLimit';

type CallCode =
  | (typeof CALL_REFUSALS)[number]
  | 'AuthFailure.InvalidAuthorization'
  | 'AuthFailure.SignatureExpire'
  | 'AuthFailure.SignatureFailure'
  | 'InvalidAction'
  | 'InvalidParameter'
  | 'InvalidParameterValue'
  | 'MissingParameter'
  | 'NoSuchVersion'
  | 'LimitExceeded.PhoneNumberCountLimit'
  | 'UnauthorizedOperation.SmsSdkAppIdVerifyFail';

/** The whole call is refused. */
export class CallRefused extends Error {
  readonly code: CallCode;
  constructor(code: CallCode, words: string) {
    super(words);
    this.code = code;
  }
}

export interface NumberRefused {
  readonly code: NumberCode;
  readonly words: string;
}

export const refused = (code: NumberCode, words: string): NumberRefused => ({ code, words });
