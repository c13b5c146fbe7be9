package dev.probity.test;

import dev.probity.check.CheckResult;
import dev.probity.check.HealthCheck;
import dev.probity.test.CheckRuns.Hang;

/**
 * A check that answers what it is told, or runs the one in whose place it is.
 * Thread-safe.
 */
final class Fake {

	private final String name;

	private final HealthCheck defined;

	private final CheckRuns runs;

	private volatile Behaviour behaviour = new Answering(CheckResult.passed());

	Fake(String name, HealthCheck defined, CheckRuns runs) {
		this.name = name;
		this.defined = defined;
		this.runs = runs;
	}

	CheckResult check() throws Exception {
		Behaviour now = this.behaviour;
		if (now instanceof Answering answering) {
			return answering.answer();
		}
		if (now instanceof Hanging hanging) {
			this.runs.hang(hanging.hang());
			return CheckResult.passed();
		}
		return this.defined.check();
	}

	boolean answersAtOnce() {
		return this.behaviour instanceof Answering;
	}

	boolean isReal() {
		return this.behaviour instanceof Real;
	}

	void pass() {
		answer(CheckResult.passed());
	}

	void answer(CheckResult result) {
		become(new Answering(result));
	}

	void hang() {
		become(new Hanging(new Hang()));
	}

	void beReal() {
		become(new Real());
	}

	private void become(Behaviour next) {
		Behaviour before = this.behaviour;
		this.behaviour = next;
		if (before instanceof Hanging hanging) {
			this.runs.end(hanging.hang(), this.name);
		}
	}

	private sealed interface Behaviour {

	}

	private record Answering(CheckResult answer) implements Behaviour {

	}

	private record Hanging(Hang hang) implements Behaviour {

	}

	private record Real() implements Behaviour {

	}

}
