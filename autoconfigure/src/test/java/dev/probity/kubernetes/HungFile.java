package dev.probity.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that hangs as one on a stalled volume does: a named pipe that nobody reads holds
 * up whoever opens it to write, in the kernel, and no interrupt helps.
 */
final class HungFile {

	private HungFile() {
	}

	static void make(Path file) {
		try {
			assertThat(new ProcessBuilder("mkfifo", file.toString()).inheritIO().start().waitFor()).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Let go whoever hangs.
	 * @return to be closed once they are gone
	 */
	static FileChannel release(Path file) throws IOException {
		return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
	}

}
