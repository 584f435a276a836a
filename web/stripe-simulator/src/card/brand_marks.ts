import type {CardBrand} from './validation';

const svgNamespace = 'http://www.w3.org/2000/svg';

interface Shape {
    tag: 'rect' | 'circle' | 'path' | 'text';
    attributes: Record<string, string>;
    text?: string;
}

const plate = (fill: string): Shape => ({
    tag: 'rect',
    attributes: {x: '0.5', y: '0.5', width: '35', height: '23', rx: '3.5', fill, stroke: '#00000026'},
});

const word = (text: string, fill: string, size: string): Shape => ({
    tag: 'text',
    attributes: {
        x: '18',
        y: '16',
        fill,
        'text-anchor': 'middle',
        'font-family': 'Inter, sans-serif',
        'font-size': size,
        'font-weight': '700',
    },
    text,
});

// Plain marks of our own: enough for a cashier to see which brand was recognised.
const shapes: Record<CardBrand, readonly Shape[]> = {
    visa: [plate('#ffffff'), word('VISA', '#1a3a8f', '11')],
    mastercard: [
        plate('#ffffff'),
        {tag: 'circle', attributes: {cx: '14', cy: '12', r: '7', fill: '#d7352b'}},
        {tag: 'circle', attributes: {cx: '22', cy: '12', r: '7', fill: '#f0a028', 'fill-opacity': '0.9'}},
    ],
    amex: [plate('#1f6fb8'), word('AMEX', '#ffffff', '9')],
    discover: [plate('#ffffff'), word('DISC', '#b55510', '10')],
    unknown: [
        {
            tag: 'rect',
            attributes: {
                x: '5',
                y: '4.5',
                width: '26',
                height: '16',
                rx: '2.5',
                fill: 'none',
                stroke: 'currentColor',
                'stroke-opacity': '0.55',
                'stroke-width': '1.5',
            },
        },
        {
            tag: 'path',
            attributes: {
                d: 'M5 10h26',
                stroke: 'currentColor',
                'stroke-opacity': '0.55',
                'stroke-width': '1.5',
            },
        },
    ],
};

export function brandMark(brand: CardBrand): SVGSVGElement {
    const svg = document.createElementNS(svgNamespace, 'svg');
    svg.setAttribute('viewBox', '0 0 36 24');
    for (const shape of shapes[brand]) {
        const element = document.createElementNS(svgNamespace, shape.tag);
        for (const [name, value] of Object.entries(shape.attributes)) {
            element.setAttribute(name, value);
        }
        if (shape.text !== undefined) {
            element.textContent = shape.text;
        }
        svg.appendChild(element);
    }
    return svg;
}
