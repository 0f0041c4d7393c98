/** A "no" of the practice tenant, as it is answered over HTTP: the sentence is for the person who asked. */
export class PracticeRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
