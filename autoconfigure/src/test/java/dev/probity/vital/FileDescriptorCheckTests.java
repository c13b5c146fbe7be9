package dev.probity.vital;

import java.util.List;

import dev.probity.check.CheckResult;
import dev.probity.fixture.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A process that may have few files open, and opens them.
 */
@DisabledOnOs(OS.WINDOWS)
class FileDescriptorCheckTests {

	@Test
	@Timeout(60)
	void nearlyAllOrAllInUseFailsAndManyDoNot() {
		try (ChildJvm child = ChildJvm.startBy(List.of("sh", "-c", "ulimit -n 256; exec \"$0\" \"$@\""), List.of(),
				FileDescriptorProgram.class)) {
			assertThat(child.awaitExit()).isZero();
			assertThat(child.output().lines()).containsExactly("begin: Passed", "many: Passed",
					"nearly all: Failed: 245 of 256 file descriptors are open",
					"all: Failed: all 256 file descriptors are in use", "closed: Passed");
		}
	}

	@Test
	void theFiguresAreShown() {
		CheckResult result = new FileDescriptorCheck(0.95).check();
		assertThat(result).isInstanceOf(CheckResult.Passed.class);
		assertThat(result.details()).containsKeys("open", "max").containsEntry("threshold", 0.95);
	}

	@Test
	void theThresholdIsAFraction() {
		assertThatIllegalArgumentException().isThrownBy(() -> new FileDescriptorCheck(95))
			.withMessage("'threshold' is 95.0: it must be above 0 and at most 1");
	}

}
