package dev.probity.test.shutdown;

import java.io.File;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * An application that leaves as a lame duck loses nothing; one that just ends does, and
 * the test says so.
 */
@DisabledOnOs(OS.WINDOWS)
class LameDuckTestTests {

	private static final LameDuckTest SHOP = LameDuckTest.of(ShopMain.class).requesting("/orders");

	@Test
	void aLameDuckLosesNothing() {
		Departure departure = SHOP.withArguments("--probity.lame-duck.duration=5s").assertNoRequestIsLost();
		assertThat(departure.answered()).isGreaterThan(40);
		assertThat(departure.untilNotReady()).isLessThan(Duration.ofSeconds(5));
		assertThat(departure.untilEnd()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
		assertThat(departure.exitCode()).isEqualTo(143);
	}

	@Test
	void anApplicationThatJustEndsIsFoundOut() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> SHOP.withArguments("--probity.lame-duck.enabled=false").assertNoRequestIsLost())
			.satisfies((error) -> assertThat(error.getMessage()).containsAnyOf("requests were lost",
					"without having said that it is not ready", "did not say at /readyz that it is not ready"));
	}

	@Test
	void anApplicationThatDoesNotStartPrintsWhy() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> SHOP.withArguments("--probity.checks.bd.criticality=required").assertNoRequestIsLost())
			.withMessageContaining("has ended with 1 and did not become ready at /readyz")
			.withMessageContaining("probity.checks.bd");
	}

	@Test
	void theMainFunctionOfKotlinIsInAClassOfTheFile() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> LameDuckTest.of(Shop.class).assertNoRequestIsLost())
			.withMessageContaining("The main function of the file has been called");
	}

	@Test
	void aClassWithoutAMainMethodIsToldBeforeAnythingIsStarted() {
		assertThatIllegalArgumentException().isThrownBy(() -> LameDuckTest.of(LameDuckTestTests.class))
			.withMessageContaining("LameDuckTestTests' has no main method")
			.withMessageContaining("LameDuckTestTestsKt'");
	}

	@Test
	void theClassPathIsThatOfTheTestsWhateverRunsThem() {
		assertThat(ChildApplication.classPath().split(File.pathSeparator))
			.anyMatch((entry) -> entry.contains("spring-boot-test"));
	}

}
