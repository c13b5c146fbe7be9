package dev.probity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No room grows beyond what one reads in an afternoon, and no file beyond what one reads
 * at once.
 */
class RoomSizeTests {

	private static final int FILES = 40;

	private static final int LINES = 3_000;

	private static final int LINES_OF_A_FILE = 250;

	@Test
	void noRoomIsTooLarge() throws IOException {
		assertThat(rooms()).isNotEmpty().allSatisfy((room) -> {
			List<Path> files = files(room);
			assertThat(files).as("files of %s", room.getFileName()).hasSizeLessThanOrEqualTo(FILES);
			assertThat(files.stream().mapToInt(RoomSizeTests::lines).sum()).as("lines of %s", room.getFileName())
				.isLessThanOrEqualTo(LINES);
		});
	}

	@Test
	void noFileIsTooLong() throws IOException {
		assertThat(rooms()).flatMap(RoomSizeTests::files)
			.isNotEmpty()
			.allSatisfy((file) -> assertThat(lines(file)).isLessThanOrEqualTo(LINES_OF_A_FILE));
	}

	private static List<Path> rooms() throws IOException {
		try (Stream<Path> core = Files.list(Path.of("../core/src/main/java/dev/probity"));
				Stream<Path> own = Files.list(Path.of("src/main/java/dev/probity"))) {
			return Stream.concat(core, own).filter(Files::isDirectory).toList();
		}
	}

	private static List<Path> files(Path room) {
		try (Stream<Path> files = Files.list(room)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int lines(Path file) {
		try {
			return Files.readAllLines(file).size();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
