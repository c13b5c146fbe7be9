package dev.probity.check;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.engine.Policies;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class CheckResultTests {

	@Test
	void aPassedResultHasNoReason() {
		assertThat(CheckResult.passed(Map.of("product", "PostgreSQL")).reason()).isNull();
		assertThat(CheckResult.passed(Map.of("product", "PostgreSQL")).details()).containsEntry("product",
				"PostgreSQL");
		assertThat(CheckResult.passed().details()).isEmpty();
	}

	@Test
	void everyTextIsScrubbedWhenTheResultIsMade() {
		Map<String, Object> details = Map.of("url", "a://u:p@db");
		assertThat(CheckResult.failed("password=x", details).reason()).isEqualTo("password=***");
		assertThat(CheckResult.failed("broken", details).details()).containsEntry("url", "a://***@db");
		assertThat(CheckResult.passed(details).details()).containsEntry("url", "a://***@db");
		Inconclusive inconclusive = new Inconclusive("password=x", null, details);
		assertThat(inconclusive.reason()).isEqualTo("password=***");
		assertThat(inconclusive.details()).containsEntry("url", "a://***@db");
	}

	@Test
	void evidenceCannotComeFromTheFuture() {
		assertThatNoException().isThrownBy(() -> new Inconclusive("saturated", Duration.ZERO, Map.of()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Inconclusive("saturated", Duration.ofMillis(-1), Map.of()))
			.withMessage("'evidenceAge' must not be negative, but is PT-0.001S");
	}

	@Test
	void aThrowableIsDescribedByItselfAndItsRootCause() {
		Exception root = new IOException(" refused ");
		assertThat(CheckResult.failed(root).reason()).isEqualTo("IOException: refused");
		assertThat(CheckResult.failed(new IllegalStateException("no connection", new RuntimeException(root))).reason())
			.isEqualTo("IllegalStateException: no connection; caused by IOException: refused");
		assertThat(CheckResult.failed(new IOException(" ")).reason()).isEqualTo("IOException");
		assertThat(CheckResult.failed(new IOException()).reason()).isEqualTo("IOException");
		assertThat(CheckResult.failed(root).details()).isEmpty();
	}

	@Test
	void aThrowableWithoutANameIsDescribedByItsClass() {
		assertThat(CheckResult.failed(new Exception("x") {
		}).reason()).startsWith("dev.probity.check.CheckResultTests$").endsWith(": x");
	}

	@Test
	@DisplayName("Rule 11: a check cannot hurt the host by what it throws")
	void aHostileThrowableIsDescribedAsFarAsItGoes() {
		assertThat(CheckResult.failed(new Circular()).reason()).isEqualTo("Circular: a; caused by Circular: b");
		assertThat(CheckResult.failed(new Endless()).reason()).isEqualTo("Endless; caused by Endless");
		assertThat(CheckResult.failed(new Hostile()).reason()).isEqualTo("Hostile");
	}

	@ParameterizedTest
	@ValueSource(strings = { "db", "db/reporting", "a.b-c_d", "ä" })
	void aNameConsistsOfPartsWithoutWhiteSpace(String name) {
		assertThat(new CheckRegistration(name, (VitalCheck) CheckResult::passed, Policies.STEADY).kind())
			.isEqualTo(CheckKind.VITAL);
		assertThat(new CheckRegistration(name, (DependencyCheck) CheckResult::passed, Policies.STEADY).kind())
			.isEqualTo(CheckKind.DEPENDENCY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "/", "db/", "/db", "db//a", "d b" })
	void anotherNameIsRefused(String name) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CheckRegistration(name, (DependencyCheck) CheckResult::passed, Policies.STEADY))
			.withMessageStartingWith("Check name '%s' must be".formatted(name));
	}

	private static final class Circular extends Exception {

		private final Circular other;

		Circular() {
			super("a");
			this.other = new Circular(this);
		}

		private Circular(Circular other) {
			super("b");
			this.other = other;
		}

		@Override
		public Throwable getCause() {
			return this.other;
		}

	}

	private static final class Endless extends Exception {

		@Override
		public Throwable getCause() {
			return new Endless();
		}

	}

	private static final class Hostile extends Exception {

		@Override
		public String getMessage() {
			throw new StackOverflowError();
		}

		@Override
		public Throwable getCause() {
			throw new IllegalStateException();
		}

	}

}
