/** What points the product at an emulated mail server. */
import type { MailEmulator } from '../emulators/mail/emulator.js';

export function mailVariables({ account, smtpUrl }: MailEmulator): Record<string, string> {
  return { MAIL_URL: smtpUrl, MAIL_FROM: `三驾马车 <${account.address}>` };
}
