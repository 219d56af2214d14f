/** A chat window of the real page, in the hands of the person who sits there. */
import type { Locator, Page } from 'playwright-core';

export interface Seat {
  readonly window: Locator;
  group(): Promise<void>;
  says(text: string): Promise<void>;
  sees(text: string): Promise<void>;
  taps(button: string): Promise<void>;
  ticks(item: string): Promise<void>;
  sends(name: string, bytes: Uint8Array): Promise<void>;
  picks(label: string, option: string): Promise<void>;
  fills(label: string, value: string): Promise<void>;
  submits(): Promise<void>;
}

/** One of the windows, used as the person who sits there would. */
export function seat(page: Page, role: string): Seat {
  const window = page.getByRole('region', { name: `${role} 窗口` });
  return {
    window,
    group: () => window.getByText('班组群', { exact: true }).click(),
    async says(text) {
      const input = window.getByRole('textbox', { name: '消息' });
      await input.fill(text);
      await input.press('Enter');
    },
    sees: (text) => window.getByText(text).last().waitFor({ timeout: 10_000 }),
    // A greyed button can be pressed too: it then says why.
    taps: (button) => window.getByRole('button', { name: button, exact: true }).last().click({ force: true }),
    ticks: (item) => window.getByRole('checkbox', { name: item }).last().click(),
    sends: (name, bytes) =>
      window
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) }),
    async picks(label, option) {
      await page.getByRole('dialog').getByLabel(label).click();
      await page.getByTitle(option, { exact: true }).last().click();
    },
    fills: (label, value) => page.getByRole('dialog').getByLabel(label).fill(value),
    submits: () => page.getByRole('dialog').getByRole('button', { name: '提交' }).click(),
  };
}
