package dev.probity.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.benchmark.actuator.ActuatorChapter;
import dev.probity.benchmark.background.BackgroundChapter;
import dev.probity.benchmark.core.CoreChapter;
import dev.probity.benchmark.detection.Detection;
import dev.probity.benchmark.footprint.FootprintChapter;
import dev.probity.benchmark.hang.Hang;
import dev.probity.benchmark.http.HttpChapter;
import dev.probity.benchmark.idle.IdleChapter;
import dev.probity.benchmark.listeners.ListenersChapter;
import dev.probity.benchmark.port.ProbePortChapter;
import dev.probity.benchmark.rollout.RollingRestart;
import dev.probity.benchmark.startup.PortCost;
import dev.probity.benchmark.startup.Startup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that is measured, which only its profile runs: {@code mvn -Pperformance} writes
 * <code>docs/performance.md</code> and <code>docs/measurements.md</code>; with
 * {@code -Dprobity.benchmark=short} it writes copies, and is what guards against
 * something having broken. Only some chapters are measured with
 * {@code -Dprobity.benchmark.chapters=startup,port-cost}.
 */
@Tag("performance")
class PerformanceTests {

	private static final Path TARGETS = Path.of("../docs/performance.md");

	private static final Path TABLES = Path.of("../docs/measurements.md");

	private static final List<Chapter> GUARDS = List.of(new CoreChapter(), new ActuatorChapter(), new HttpChapter(),
			new Hang(), new ProbePortChapter(), new FootprintChapter(), new BackgroundChapter(), new ListenersChapter(),
			new IdleChapter(), new Detection());

	private static final List<Chapter> LONG = List.of(new Startup(), new PortCost(), new RollingRestart());

	private static final List<String> CHOSEN = Stream
		.of(System.getProperty("probity.benchmark.chapters", "").split(","))
		.filter((name) -> !name.isEmpty())
		.toList();

	@Test
	void nothingIsFarFromWhatItIsToBe() throws Exception {
		Effort effort = Effort.requested();
		Page page = (effort == Effort.FULL) ? new Page(TARGETS, TABLES) : new Page(copy(TARGETS), copy(TABLES));
		List<Target> targets = CHOSEN.isEmpty() ? page.write(chapters(effort), effort)
				: page.writeOnly(chosen(), effort);
		targets.forEach((target) -> System.out.print(target.line()));
		assertThat(targets).allSatisfy((target) -> assertThat(target.isGuarded()).as(target::line).isTrue());
	}

	private static List<Chapter> chapters(Effort effort) {
		List<Chapter> chapters = new ArrayList<>(GUARDS);
		if (effort == Effort.FULL) {
			chapters.addAll(LONG);
		}
		return chapters;
	}

	private static List<Chapter> chosen() {
		List<Chapter> chapters = Stream.concat(GUARDS.stream(), LONG.stream())
			.filter((chapter) -> CHOSEN.contains(chapter.name()))
			.toList();
		assertThat(chapters).extracting(Chapter::name).containsExactlyInAnyOrderElementsOf(CHOSEN);
		return chapters;
	}

	private static Path copy(Path page) throws IOException {
		return Files.copy(page, Path.of("target").resolve(page.getFileName()), StandardCopyOption.REPLACE_EXISTING);
	}

}
