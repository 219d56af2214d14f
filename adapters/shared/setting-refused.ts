/** A variable of a platform is wrong: said in one sentence to whoever can correct it, without the story of our code. */
export class SettingRefused extends Error {
  /** `problems`: each names the variable, what was expected, what came and what to do. */
  constructor(platform: string, problems: readonly string[]) {
    super(`${platform}: ${problems.join('; ')}`);
    this.name = 'SettingRefused';
  }
}
