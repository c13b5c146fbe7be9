package dev.probity.engine;

import java.time.Duration;
import java.util.List;

import dev.probity.fixture.ChildJvm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real heap, full for a while.
 */
class FullHeapTests {

	@Test
	void onceThereIsRoomAgainEveryCheckRuns() {
		try (ChildJvm child = ChildJvm.startBy(List.of(), List.of("-XX:+UseSerialGC", "-Xmx48m"),
				FullHeapProgram.class)) {
			String lost = child.awaitLine("out of memory [1-9]\\d* times, (\\d+ checks lost, \\d+ passing)",
					Duration.ofMinutes(1));
			assertThat(lost).as(child.output()).isEqualTo("0 checks lost, 200 passing");
		}
	}

}
