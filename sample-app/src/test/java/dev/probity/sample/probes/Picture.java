package dev.probity.sample.probes;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import javax.imageio.ImageIO;

/**
 * A picture of a page, small enough to be kept.
 */
final class Picture {

	private static final int COLOURS = 256;

	private Picture() {
	}

	/**
	 * The same picture in its most frequent colours; a page has hardly more.
	 * @param png the picture
	 */
	static byte[] withFewColours(byte[] png) throws IOException {
		BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
		int width = picture.getWidth();
		int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
		int[] palette = mostFrequent(pixels);
		byte[] few = new byte[pixels.length];
		Map<Integer, Integer> indexes = new HashMap<>();
		for (int i = 0; i < pixels.length; i++) {
			few[i] = (byte) (int) indexes.computeIfAbsent(pixels[i], (colour) -> nearest(colour, palette));
		}
		BufferedImage smaller = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
				new IndexColorModel(8, palette.length, palette, 0, false, -1, 0));
		smaller.getRaster().setDataElements(0, 0, width, picture.getHeight(), few);
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		ImageIO.write(smaller, "png", written);
		return written.toByteArray();
	}

	private static int[] mostFrequent(int[] pixels) {
		Map<Integer, Integer> counts = new HashMap<>();
		Arrays.stream(pixels).forEach((colour) -> counts.merge(colour, 1, Integer::sum));
		return counts.entrySet()
			.stream()
			.sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
			.limit(COLOURS)
			.mapToInt(Map.Entry::getKey)
			.toArray();
	}

	private static int nearest(int colour, int[] palette) {
		int nearest = 0;
		for (int i = 1; i < palette.length; i++) {
			if (distance(colour, palette[i]) < distance(colour, palette[nearest])) {
				nearest = i;
			}
		}
		return nearest;
	}

	private static int distance(int one, int other) {
		int sum = 0;
		for (int shift = 0; shift <= 16; shift += 8) {
			int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
			sum += difference * difference;
		}
		return sum;
	}

}
