package dev.probity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that move time by hand, and wait for nothing else, get no second try: what fails
 * once is a defect.
 */
class VirtualTimeTests {

	private static final Path SOURCES = Path.of("src/test/java");

	private static final Path LIST = Path.of("src/test/virtual-time.txt");

	private static final Pattern BY_HAND = Pattern
		.compile("\\b(ManualTicker|ManualMonitor|SteppedChecks|ManualTasks|Fleet|FleetInstance|FleetScenario)\\b");

	private static final Pattern IN_REAL_TIME = Pattern
		.compile("\\bawait\\(|\\bsleep\\(|new Thread\\(|Executor|CountDownLatch|@Tag\\(\"slow\"\\)");

	@Test
	void theListHasEachOfThem() throws IOException {
		assertThat(Files.readAllLines(LIST)).isEqualTo(movingTimeByHand());
	}

	private static List<String> movingTimeByHand() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.toString().endsWith("Tests.java"))
				.filter((file) -> !file.endsWith("VirtualTimeTests.java"))
				.filter(VirtualTimeTests::movesTimeByHand)
				.map((file) -> SOURCES.relativize(file).toString().replace('\\', '/'))
				.sorted()
				.toList();
		}
	}

	private static boolean movesTimeByHand(Path file) {
		try {
			String source = Files.readString(file);
			return BY_HAND.matcher(source).find() && !IN_REAL_TIME.matcher(source).find();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
