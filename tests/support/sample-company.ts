/** Who is in `prompts/desk.yaml`, by account, as the directory of a platform lists them. */

export const STAFF = {
  ...{ lin: '林晓', zhou: '周明', wang: '王芳', chen: '陈静', li: '李强', zhao: '赵敏' },
  ...{ sun: '孙悦', he: '何苗', ma: '马超', luo: '罗兰', gao: '高远', yu: '于倩', tang: '唐凯' },
};

/** With the customer. */
export const PEOPLE = { zhang: '张三', ...STAFF };

/** The groups' names, by team. */
export const GROUPS = {
  registration: '注册组',
  it: 'IT 服务台',
  tax: '税务组',
  shop: '电商运营组',
  affairs: '行政组',
};
