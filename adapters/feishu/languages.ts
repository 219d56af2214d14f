/** Lines the adapter says by itself, in both languages: the client shows its reader's. Pure. */
export const both = (zh: string, en: string) => ({ content: zh, i18n: { zh_cn: zh, en_us: en } });
