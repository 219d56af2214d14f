/** Every errand, by its type: a new one is a file beside this and a line here. */
import { alarms } from './alarms.js';
import { audit } from './audit.js';
import { bind } from './bind.js';
import { broadcast } from './broadcast.js';
import { broadcastResults, recallBroadcast } from './broadcast-results.js';
import { channels } from './channels.js';
import { deliveries, resend } from './deliveries.js';
import { editMember } from './edit-member.js';
import { eraseCustomer } from './erase-customer.js';
import type { Errand } from './errand.js';
import { identities, unbind } from './identities.js';
import { importHolidays, undoHolidays } from './import-holidays.js';
import { importMembers } from './import-members.js';
import { language } from './language.js';
import { leave } from './leave.js';
import { logIn } from './log-in.js';
import { members } from './members.js';
import { notices } from './notices.js';
import { publishing } from './publishing.js';
import { quietHours } from './quiet-hours.js';
import { resetSettings } from './reset-settings.js';
import { resign } from './resign.js';
import { selfCheck } from './self-check.js';
import { setUp } from './set-up.js';
import { settings } from './settings.js';
import { syncDirectory } from './sync-directory.js';
import { versions } from './versions.js';

export const errands: Readonly<Record<string, Errand>> = {
  ...{ bind, identities, unbind, log_in: logIn },
  ...{ members, edit_member: editMember, import_members: importMembers, resign },
  ...{ sync_directory: syncDirectory, alarms, deliveries, resend, audit, erase_customer: eraseCustomer },
  ...{ broadcast, broadcast_results: broadcastResults, recall_broadcast: recallBroadcast },
  ...{ settings, language, quiet_hours: quietHours, notices, leave, channels, reset_settings: resetSettings },
  ...{ import_holidays: importHolidays, undo_holidays: undoHolidays },
  ...{ publish: publishing, versions, set_up: setUp, self_check: selfCheck },
};
