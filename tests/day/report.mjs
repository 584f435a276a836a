// A Z report's CSV (docs/shift.md), as whoever keeps the shop's books reads it.
import {readFile} from 'node:fs/promises';

function fields(line) {
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
    );
}

export async function readReport(file) {
    const [head, ...rows] = (await readFile(file, 'utf8')).split(/\r?\n/).filter((line) => line !== '');
    const names = fields(head);
    return rows.map((row) => Object.fromEntries(fields(row).map((value, index) => [names[index], value])));
}

export const section = (report, name) => report.filter((row) => row.section === name);

export const sumOf = (rows, column) => rows.reduce((sum, row) => sum + Number(row[column] || 0), 0);
