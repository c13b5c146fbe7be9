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
	 * What is between the markers.
	 * @throws IllegalStateException if the page has no markers
	 */
	public String read() throws IOException {
		String old = Files.readString(this.page);
		return old.substring(from(old), old.indexOf(this.end));
	}

	/**
	 * Replace what is between the markers.
	 * @param text whole lines
	 * @throws IllegalStateException if the page has no markers
	 */
	public void write(String text) throws IOException {
		String old = Files.readString(this.page);
		Files.writeString(this.page, old.substring(0, from(old)) + "\n" + text + old.substring(old.indexOf(this.end)));
	}

	private int from(String old) {
		int from = old.indexOf(this.begin);
		if (from < 0 || old.indexOf(this.end) < from) {
			throw new IllegalStateException(
					"%s has no '%s' with a '%s' after it".formatted(this.page, this.begin, this.end));
		}
		return from + this.begin.length();
	}

}
