/** A promise that the test settles by hand. */
export class Deferred<T> {
    resolve!: (value: T) => void;
    reject!: (reason: Error) => void;
    readonly promise = new Promise<T>((resolve, reject) => {
        this.resolve = resolve;
        this.reject = reject;
    });
}
