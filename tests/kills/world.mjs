// The sandbox, which is the world and survives; the backend and the kiosk, which are killed; and our lines between them.
import {execFile} from 'node:child_process';
import {createHmac, randomBytes} from 'node:crypto';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {backendConfig, callJson, sandboxConfig, serve, token} from '../support/servers.mjs';
import {Books} from './books.mjs';
import {Kiosk} from './kiosk.mjs';
import {Link} from './link.mjs';

export class World {
    #bin;
    #folder;
    #secrets = {
        cliveToken: token(),
        controlToken: token(),
        deviceToken: token(),
        webhookSecret: `whsec_${token()}`,
    };
    #sandbox;
    #backend;
    #kiosks = [];
    links = {kiosk: new Link('kiosk'), clive: new Link('clive'), webhook: new Link('webhook')};

    #kioskOptions;
    #payPage;
    #serviceManager;

    /**
     * Everything is written below `folder`; what only this driver may know lies in its `driver`. `payPage`: customers may pay
     * on their own phones. `serviceManager`: the command that the kiosk's is given to, instead of starting it here.
     */
    constructor(bin, folder, {kioskOptions = [], payPage = false, serviceManager = []} = {}) {
        this.#serviceManager = serviceManager;
        this.#bin = bin;
        this.#folder = folder;
        this.#kioskOptions = kioskOptions;
        this.#payPage = payPage;
    }

    get kiosk() {
        return this.#kiosks.at(-1);
    }

    /** What the sandbox said of itself when it was ready. */
    get sandboxReady() {
        return this.#sandbox.ready;
    }

    get left() {
        return join(this.#folder, 'left');
    }

    /** `prepare`: what is done between the backend's start and the kiosk's. */
    async open(random, prepare = async () => {}) {
        const driver = join(this.#folder, 'driver');
        for (const folder of [driver, join(this.left, 'tmp'), join(this.left, 'artifacts')]) {
            await mkdir(folder, {recursive: true});
        }
        for (const link of Object.values(this.links)) {
            await link.open(random);
        }
        this.#sandbox = await serve(join(this.#bin, 'tillwright-sandbox'), {
            name: 'sandbox',
            config: sandboxConfig(this.#secrets),
            configFolder: driver,
            logFolder: this.left,
        });
        const {clive_url, stripe_listen, stripe_spki_sha256} = this.#sandbox.ready;
        this.links.clive.setTarget(clive_url);
        await writeFile(join(driver, 'secret_key'), randomBytes(32).toString('hex'), {mode: 0o600});
        await this.startBackend();
        await callJson('PUT', `${clive_url}/sandbox/webhook`, this.#secrets.controlToken, {
            url: `${this.links.webhook.url}/webhooks/clive`,
        });
        await writeFile(
            join(driver, 'endpoints.toml'),
            `[sandbox]
clive_url = "${clive_url}"
stripe_listen = "${stripe_listen}"
stripe_spki_sha256 = "${stripe_spki_sha256}"
control_token = "${this.#secrets.controlToken}"
[backend]
url = "${this.links.kiosk.url}"
device_token = "${this.#secrets.deviceToken}"
`,
            {mode: 0o600},
        );
        const data = join(this.left, 'data/tillwright/sandbox');
        this.books = new Books({
            cliveUrl: clive_url,
            controlToken: this.#secrets.controlToken,
            journalFile: join(data, 'journal.sqlite'),
            backendFile: join(this.left, 'backend.sqlite'),
            receiptsFolder: join(data, 'receipts'),
            copiesFolder: driver,
        });
        await prepare();
        await this.startKiosk();
    }

    async startBackend() {
        this.#backend = await serve(join(this.#bin, 'tillwright-backend'), {
            name: 'backend',
            config: backendConfig({
                ...this.#secrets,
                cliveUrl: this.links.clive.url,
                payPage: this.#payPage,
                publishableKey: this.#sandbox.ready.stripe_publishable_key,
                secretKeyFile: join(this.#folder, 'driver/secret_key'),
                sqliteFile: join(this.left, 'backend.sqlite'),
            }),
            configFolder: join(this.#folder, 'driver'),
            logFolder: this.left,
        });
        this.links.kiosk.setTarget(this.#backend.ready.url);
        this.links.webhook.setTarget(this.#backend.ready.url);
    }

    /** `killAt`: the event of its timeline at which it is killed while it takes up what it left. */
    async startKiosk(killAt) {
        const home = {};
        for (const kind of ['data', 'config', 'cache', 'state']) {
            home[`XDG_${kind.toUpperCase()}_HOME`] = join(this.left, kind);
        }
        const kiosk = new Kiosk({
            command: [...this.#serviceManager, join(this.#bin, 'tillwright')],
            options: this.#kioskOptions,
            endpointsFile: join(this.#folder, 'driver/endpoints.toml'),
            artifacts: join(this.left, 'artifacts'),
            logFile: join(this.left, 'kiosk.log'),
            workFolder: this.left,
            environment: {
                ...process.env,
                ...home,
                QT_FORCE_STDERR_LOGGING: '1',
                TMPDIR: join(this.left, 'tmp'),
            },
        });
        this.#kiosks.push(kiosk);
        if (killAt !== undefined) {
            kiosk.killAt(killAt);
        }
        await kiosk.ready();
    }

    /** What is sold and booked here, from a folder with catalogue.csv and bookings.csv. */
    async importGoods(folder) {
        const config = join(this.#folder, 'driver/backend.toml');
        for (const noun of ['catalogue', 'bookings']) {
            const file = join(folder, `${noun}.csv`);
            await promisify(execFile)(join(this.#bin, 'tillwright-backend'), [
                noun,
                'import',
                file,
                '--config',
                config,
            ]);
        }
    }

    /** A webhook that is rightly signed, whatever it says. */
    async sendWebhook(data) {
        const body = JSON.stringify({id: `evt_${token()}`, type: 'transaction.updated', data});
        const time = Math.floor(Date.now() / 1000);
        const v1 = createHmac('sha256', this.#secrets.webhookSecret).update(`${time}.${body}`).digest('hex');
        const answer = await fetch(`${this.#backend.ready.url}/webhooks/clive`, {
            method: 'POST',
            headers: {'content-type': 'application/json', 'x-clive-signature': `t=${time},v1=${v1}`},
            body,
        });
        if (!answer.ok) {
            throw new Error(`the backend refused a webhook: HTTP ${answer.status} ${await answer.text()}`);
        }
    }

    killBackend() {
        return this.#backend.kill();
    }

    /** Starts what does not run. `killAt`: see startKiosk. True when it was the kiosk. */
    async restart(killAt) {
        if (!this.#backend.isRunning()) {
            await this.startBackend();
        }
        if (this.kiosk.isRunning) {
            return false;
        }
        await this.kiosk.groupEnded();
        await this.startKiosk(killAt);
        return true;
    }

    get isSandboxRunning() {
        return this.#sandbox.isRunning();
    }

    /** In good order. The kiosk's exit code, 0 when all is well. */
    async close() {
        const code = await this.kiosk.stop();
        await this.#backend.stop();
        await this.#sandbox.stop();
        for (const link of Object.values(this.links)) {
            await link.close();
        }
        return code;
    }

    abort() {
        this.#kiosks.forEach((kiosk) => kiosk.killGroup());
    }
}
