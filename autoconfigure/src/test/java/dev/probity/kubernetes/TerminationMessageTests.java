package dev.probity.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file is a mount of the kubelet, and it belongs to it.
 */
class TerminationMessageTests {

	@TempDir
	private Path directory;

	private Path file;

	private TerminationMessage message;

	@BeforeEach
	void mount() throws IOException {
		this.file = Files.createFile(this.directory.resolve("termination-log"));
		this.message = new TerminationMessage(this.file, Runnable::run);
	}

	@Test
	void itIsOverwrittenInPlaceSoThatTheKubeletSeesIt() throws IOException {
		Path kubelets = Files.createLink(this.directory.resolve("of-the-kubelet"), this.file);
		Object before = Files.getAttribute(this.file, "unix:ino");
		this.message.write("liveness: deadlock, for 31s");
		assertThat(kubelets).hasContent("liveness: deadlock, for 31s");
		assertThat(Files.getAttribute(this.file, "unix:ino")).isEqualTo(before);
		assertThat(filesIn(this.directory)).as("nothing beside it").isEqualTo(2);
	}

	@Test
	void aShorterTextLeavesNothingOfALongerOne() {
		this.message.write("liveness: deadlock of a and b");
		this.message.write("SIGTERM");
		assertThat(this.file).hasContent("SIGTERM");
	}

	@Test
	void clearedItIsEmptyAndStillThere() {
		this.message.write("liveness: deadlock");
		this.message.clear();
		assertThat(this.file).exists().isEmptyFile();
	}

	@Test
	void whereThereIsNoneNothingIsMade() throws IOException {
		Files.delete(this.file);
		this.message.write("liveness: deadlock");
		this.message.clear();
		assertThat(filesIn(this.directory)).isZero();
	}

	@Test
	void somethingElseInItsPlaceIsLeftAlone() throws IOException {
		Files.delete(this.file);
		Files.createDirectory(this.file);
		this.message.write("liveness: deadlock");
		assertThat(this.file).isEmptyDirectory();
	}

	@Test
	void itSaysOneLineOfWhatever() throws IOException {
		this.message.write("  start failed:\n\tport 8080\u001b[31m is\r\nin use\u202e ");
		assertThat(Files.readString(this.file)).isEqualTo("start failed: port 8080 [31m is in use");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "é", "–", "\uD83D\uDE00" })
	void itHasAtMostAKibibyteOfWholeCharacters(String character) throws IOException {
		for (int offset = 0; offset < 4; offset++) {
			String text = "x".repeat(offset) + character.repeat(2000);
			this.message.write(text);
			byte[] written = Files.readAllBytes(this.file);
			assertThat(written).hasSizeBetween(1021, 1024);
			String read = new String(written, StandardCharsets.UTF_8);
			assertThat(read).endsWith("…").doesNotContain("\uFFFD");
			assertThat(text).startsWith(read.substring(0, read.length() - 1));
		}
	}

	@Test
	void whatFitsIsNotCut() {
		this.message.write("é".repeat(512));
		assertThat(this.file).hasContent("é".repeat(512));
	}

	private static long filesIn(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.count();
		}
	}

}
