// Looks at pictures of a screen, as qemu writes them (PPM, 8 bits a colour).

// readPicture(BUFFER): {width, height, pixels}, of three bytes a pixel.
export function readPicture(bytes) {
    const numbers = [];
    let at = 0;
    const word = () => {
        while (/\s/.test(String.fromCharCode(bytes[at]))) ++at;
        const start = at;
        while (at < bytes.length && !/\s/.test(String.fromCharCode(bytes[at]))) ++at;
        return bytes.toString('latin1', start, at);
    };
    if (word() !== 'P6') throw new Error('it is no picture in PPM');
    for (let count = 0; count < 3; ++count) numbers.push(Number(word()));
    const [width, height, most] = numbers;
    const pixels = bytes.subarray(at + 1);
    if (most !== 255 || pixels.length < width * height * 3) throw new Error('the picture is not whole');
    return { width, height, pixels };
}

// describePicture(PICTURE): "WIDTHxHEIGHT colours=N black=PERCENT", from which a text console, a black screen and a program are told apart.
export function describePicture({ width, height, pixels }) {
    const colours = new Set();
    let black = 0;
    for (let at = 0; at < width * height * 3; at += 3) {
        const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
        colours.add(colour);
        if (colour === 0) ++black;
    }
    return `${width}x${height} colours=${colours.size} black=${Math.round((100 * black) / (width * height))}`;
}

// comparePictures(PICTURE, PICTURE): how many of a hundred pixels are the same, rounded down.
export function comparePictures(first, second) {
    if (first.width !== second.width || first.height !== second.height) return 0;
    const count = first.width * first.height;
    let same = 0;
    for (let pixel = 0; pixel < count; ++pixel) {
        const at = 3 * pixel;
        if (
            first.pixels[at] === second.pixels[at] &&
            first.pixels[at + 1] === second.pixels[at + 1] &&
            first.pixels[at + 2] === second.pixels[at + 2]
        )
            ++same;
    }
    return Math.floor((100 * same) / count);
}
