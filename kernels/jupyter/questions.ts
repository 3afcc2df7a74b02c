import type { KernelClient } from '../client/kernelClient';
import type { InputQuestion, KernelEvents } from '../notebook/wire';
import type { Channels, Request } from './channels';
import type { Executions } from './executions';

/** Questions of cells, put to the front end that ran them. */
export class Questions {
  /** In the order they were put: a reply does not say which it answers. */
  private readonly open: { client: KernelClient; id: number }[] = [];

  constructor(
    private readonly channels: Channels,
    private readonly executions: Executions,
  ) {}

  listen(client: KernelClient): void {
    client.on('input', (question) => this.put(client, question));
    client.on('ended', () => this.forget());
  }

  receive({ header, content }: Request): void {
    if (header.msg_type !== 'input_reply') return;
    const asked = this.open.shift();
    asked?.client.answerInput(asked.id, { value: String(content.value ?? '') });
  }

  /** The cell is over: an answer that still comes is for nobody. */
  forget(): void {
    this.open.length = 0;
  }

  private put(client: KernelClient, question: KernelEvents['input']): void {
    const { id, executionId, password } = question;
    const request = this.executions.of(executionId)?.request;
    if (request?.content.allow_stdin !== true) client.answerInput(id, { refusal: notAllowed });
    else if (this.channels.ask(request, wordsOf(question), password)) this.open.push({ client, id });
    else client.answerInput(id, { refusal: 'Whoever ran this cell has no stdin channel open: it cannot be asked.' });
  }
}

/** Front ends show one line of text, and take one. */
function wordsOf({ prompt, preset, isYesNo }: InputQuestion): string {
  const choice = isYesNo ? '[y/N] ' : preset && `[${preset}] `;
  return choice ? `${prompt} ${choice}` : prompt;
}

const notAllowed = 'This cell was run without a person to ask (allow_stdin is off). Give the value as a parameter.';
