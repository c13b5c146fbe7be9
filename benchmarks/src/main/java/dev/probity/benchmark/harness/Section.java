package dev.probity.benchmark.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a page that is measured, between two markers.
 *
 * @param page the page
 * @param begin the marker before it
 * @param end the marker after it
 */
public record Section(Path page, String begin, String end) {

	/**
	 * Replace what is between the markers.
	 * @param text whole lines
	 * @throws IllegalStateException if the page has no markers
	 */
	public void write(String text) throws IOException {
		String old = Files.readString(this.page);
		int from = old.indexOf(this.begin);
		int to = old.indexOf(this.end);
		if (from < 0 || to < from) {
			throw new IllegalStateException(
					"%s has no '%s' with a '%s' after it".formatted(this.page, this.begin, this.end));
		}
		Files.writeString(this.page, old.substring(0, from + this.begin.length()) + "\n" + text + old.substring(to));
	}

}
