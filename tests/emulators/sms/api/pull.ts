/** PullSmsSendStatus and PullSmsReplyStatus: each is handed out once. https://cloud.tencent.com/document/api/382/55982 and 55983 */
import { type Action, checkApp, limit } from './call.js';

const MOST = 100;

export const pullSendStatus: Action = {
  name: 'PullSmsSendStatus',
  act(call) {
    checkApp(call);
    const fates = call.world.fates.splice(0, limit(call.body, MOST));
    return {
      PullSmsSendStatusSet: fates.map(({ serialNo, phone, arrived, description, at }) => ({
        ...numbered(phone),
        SerialNo: serialNo,
        ReportStatus: arrived ? 'SUCCESS' : 'FAIL',
        Description: description,
        UserReceiveTime: at,
        SessionContext: '',
      })),
    };
  },
};

export const pullReplyStatus: Action = {
  name: 'PullSmsReplyStatus',
  act(call) {
    checkApp(call);
    const replies = call.world.replies.splice(0, limit(call.body, MOST));
    return {
      PullSmsReplyStatusSet: replies.map(({ phone, text, at }) => ({
        ...numbered(phone),
        ReplyContent: text,
        ReplyTime: at,
        SignName: call.world.account.sign,
        ExtendCode: '',
      })),
    };
  },
};

function numbered(phone: string) {
  const [country, home] = phone.startsWith('+86') ? ['86', phone.slice(3)] : ['', phone.slice(1)];
  return { CountryCode: country, SubscriberNumber: home, PhoneNumber: phone };
}
