/** What an operator must have set up before a mail can go out, looked at from outside. */
import { DeliveryError } from '../../src/platform/delivery-error.js';
import type { Finding } from '../../src/platform/finding.js';
import type { MailConfig } from './config.js';
import { logIn } from './smtp.js';

export async function checkMail(config: MailConfig): Promise<readonly Finding[]> {
  return [await server(config), sender(config), link(config)];
}

async function server(config: MailConfig): Promise<Finding> {
  const what = 'the mail server';
  const at = `${config.host}:${config.port}`;
  try {
    await logIn(config);
    return { what, is: `${at} lets ${config.auth?.user ?? 'everybody'} in`, todo: null };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    const { kind, reason } = error.failure;
    return {
      what,
      is: reason,
      todo:
        kind === 'unauthorised'
          ? 'compare MAIL_URL with the mailbox: many want an authorisation code (授权码) instead of its password'
          : `let this machine reach ${at}`,
    };
  }
}

/** Most servers send only under the name they know the account by. */
function sender({ from, auth }: MailConfig): Finding {
  const what = 'the sender';
  const domain = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const other = auth?.user.includes('@') && domain(auth.user) !== domain(from.address);
  return {
    what,
    is: from.address,
    todo: other ? `${auth?.user} may not send as ${from.address}: set MAIL_FROM to its own address` : null,
  };
}

function link({ publicUrl }: MailConfig): Finding {
  const local = /^https?:\/\/(?:localhost|127\.|\[?::1)/u.test(publicUrl) || publicUrl === '';
  return {
    what: 'the link that takes people off',
    is: publicUrl || 'leads nowhere',
    todo: local ? 'set PUBLIC_URL to an address that customers can open' : null,
  };
}
