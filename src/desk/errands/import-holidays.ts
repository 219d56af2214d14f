/** 导入节假日, 取消导入: what it changes and which deadlines move is shown, and on a press exactly that is done. */
import { holidaysCard } from '../../cards/holidays.js';
import { buttonValue } from '../../platform/button.js';
import { readHolidays } from '../../sop/holiday-file.js';
import { question } from '../../tickets/questions.js';
import type { FileValue } from '../../tickets/ticket.js';
import { type HolidaysPrepared, prepareHolidays, prepareUndo, takingIn } from '../import-holidays.js';
import { answersTo, defineErrand, type Outcome, type Running } from './errand.js';
import { mayPublish, problemsPage } from './publishing.js';
import { refuseErrand } from './refusals.js';

const LIST = {
  ...question('list', 'file', { 'zh-CN': '放假安排', en: 'Official holidays' }),
  hint: {
    'zh-CN':
      '国务院通知整理成的 YAML、JSON 或日历文件（ICS）；YAML 写 off: [2027-01-01..2027-01-03] 和 work: [2027-01-30]',
    en: 'The notice as YAML, JSON or a calendar file (ICS); in YAML: off: [2027-01-01..2027-01-03] and work: [2027-01-30]',
  },
  accept: ['text/*', 'application/json'],
};

/** What a button carries: the holidays it was compared with, and the file. */
const PRESSED = /^(\d{1,15})\/([0-9a-f-]{36})$/u;
const CONFIRMED = /^\d{1,15}$/u;

export const importHolidays = defineErrand({
  type: 'import_holidays',
  words: { 'zh-CN': ['导入节假日', '导入放假安排', '节假日导入'], en: ['import holidays'] },
  label: { 'zh-CN': '导入节假日', en: 'Import holidays' },
  of: 'staff',
  alone: true,
  may: mayPublish,
  async run({ said, list }, running) {
    const [, revision, pressed] = PRESSED.exec(String(said ?? '')) ?? [];
    if (pressed !== undefined) return look(pressed, revision ?? null, running);
    const read = answersTo([LIST], { list }, running);
    if (!('values' in read)) return read;
    const [file] = read.values.list as readonly FileValue[];
    return look(file?.id ?? '', null, running);
  },
});

export const undoHolidays = defineErrand({
  type: 'undo_holidays',
  words: { 'zh-CN': ['取消导入', '撤销导入', '取消导入节假日'], en: ['undo import', 'undo holidays'] },
  label: { 'zh-CN': '取消导入', en: 'Undo the import' },
  of: 'staff',
  alone: true,
  may: mayPublish,
  async run({ said }, running) {
    const prepared = await prepareUndo(running.house);
    if (!prepared) return refuseErrand('nothing_imported');
    const revision = CONFIRMED.test(String(said ?? '')) ? String(said) : null;
    return confirmed(prepared, revision, ['undo_holidays', String(prepared.revision)], running);
  },
});

async function look(file: string, pressed: string | null, running: Running): Promise<Outcome> {
  const stored = await running.house.store.files.get(file);
  if (!stored) throw new Error(`holidays: expected the file ${file}, got none`);
  const text = new TextDecoder().decode(stored.bytes);
  const read = readHolidays({ path: stored.file.name, text });
  if ('problems' in read) return problemsPage(read.problems, running, 'import_holidays');
  const prepared = await prepareHolidays(running.house, read.years);
  return confirmed(prepared, pressed, ['import_holidays', `${prepared.revision}/${file}`], running);
}

/** A press does what it was shown with; where the holidays moved since, it is shown anew. */
function confirmed(
  prepared: HolidaysPrepared,
  pressed: string | null,
  [action, argument]: readonly [string, string],
  running: Running,
): Outcome {
  const { wording } = running.reader;
  const { revision, undoes, years } = prepared;
  if (years.length > 0 && pressed === String(revision)) return done(prepared, running);
  const text = wording.t(undoes ? 'holidays.undo' : 'holidays.take');
  const take = { text, value: press(action, argument), style: 'primary' as const };
  return { card: holidaysCard({ ...prepared, stale: pressed !== null }, [take], wording) };
}

function done(prepared: HolidaysPrepared, { key, reader: { wording } }: Running): Outcome {
  const { deed, expect, commands } = takingIn(prepared, key);
  const says = wording.t(prepared.undoes ? 'holidays.undone' : 'holidays.done', { n: commands.length });
  const done = { deeds: [deed], expect, commands, says };
  if (prepared.undoes) return done;
  const text = wording.t('holidays.undo');
  const undo = { text, value: press('undo_holidays'), style: 'plain' as const };
  return {
    ...done,
    card: { title: wording.t('holidays.imported'), tone: 'good', blocks: [], buttons: [undo] },
  };
}

function press(action: string, argument?: string): string {
  const value = { action, ticketId: 0, version: 0 };
  return buttonValue(argument === undefined ? value : { ...value, argument });
}
