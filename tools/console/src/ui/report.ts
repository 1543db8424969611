import type { Session } from '../box/session';
import { reportMarkdown, type ReportData } from '../box/report';
import { settingsJson } from '../box/setting';
import { BoxError } from '../protocol/errors';
import { actionButton, download, h, newId, setText } from './dom';
import type { Notices } from './notices';
import type { Section } from './section';

/** What was set up, to keep and to hand on. */
export class ReportSection implements Section {
  readonly id = 'report';
  readonly title = 'Report';
  readonly icon = 'page';
  readonly element: HTMLElement;
  readonly #remarks: HTMLTextAreaElement;
  readonly #preview = h('pre', { class: 'preview', tabindex: 0, 'aria-label': 'The report' });

  constructor(
    private readonly session: Session,
    private readonly notices: Notices,
  ) {
    const id = newId('remarks');
    this.#remarks = h('textarea', { id, rows: 3, placeholder: 'Machine, place, who has installed it, what was found' });
    this.#preview.hidden = true;
    this.element = h(
      'div',
      {},
      h(
        'section',
        { class: 'card' },
        h('p', { class: 'note' }, 'The report holds version, state, profile, network, readings with their faults, calibration, settings and log. Passwords and the PIN are in none of these files: a box never gives them out.'),
        h('div', { class: 'field' }, h('label', { for: id }, 'Remarks'), this.#remarks),
        h(
          'div',
          { class: 'buttons' },
          actionButton('Download the report (Markdown)', () => this.#downloadReport(), { class: 'primary' }),
          actionButton('Show it here', () => this.#show()),
          actionButton('Download the settings (JSON)', () => this.#downloadSettings()),
        ),
        h('p', { class: 'note' }, 'The settings can be checked and used for another box: sidetap settings check box.json.'),
      ),
      this.#preview,
    );
  }

  async #collect(): Promise<ReportData> {
    const { session } = this;
    if (!session.isReady) throw new Error('Connect a box first.');
    const { box } = session;
    await session.refreshSettings();
    await session.refreshStatus();
    return {
      name: session.boxName,
      takenAt: new Date(),
      remarks: this.#remarks.value,
      version: session.version.value,
      status: session.status.value,
      profile: await box.profile(),
      net: await box.net(),
      readings: await box.readings(),
      channels: await optional(box.channels()),
      notes: await optional(box.log()),
      table: session.settings.value.table,
      values: session.settings.value.values,
    };
  }

  async #show(): Promise<void> {
    setText(this.#preview, reportMarkdown(await this.#collect()));
    this.#preview.hidden = false;
  }

  async #downloadReport(): Promise<void> {
    const data = await this.#collect();
    download(`${fileName(data.name)}-report.md`, 'text/markdown', reportMarkdown(data));
    this.notices.show('The report is among your downloads.', 'good');
  }

  async #downloadSettings(): Promise<void> {
    if (!this.session.isReady) throw new Error('Connect a box first.');
    await this.session.refreshSettings();
    const { table, values } = this.session.settings.value;
    download(`${fileName(this.session.boxName)}-settings.json`, 'application/json', JSON.stringify(settingsJson(table, values), null, 2) + '\n');
    this.notices.show('The settings are among your downloads. Passwords are not in them.', 'good');
  }
}

/** What a box may not have is left out. */
async function optional<T>(answer: Promise<T[]>): Promise<T[]> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof BoxError) return [];
    throw error;
  }
}

function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+/, '') || 'box';
}
