package dev.probity.test;

import java.util.concurrent.atomic.AtomicInteger;

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

	private final CheckRuns inside;

	private final AtomicInteger runs = new AtomicInteger();

	private volatile Behaviour behaviour = new Answering(CheckResult.passed());

	Fake(String name, HealthCheck defined, CheckRuns inside) {
		this.name = name;
		this.defined = defined;
		this.inside = inside;
	}

	CheckResult check() throws Exception {
		this.runs.incrementAndGet();
		Behaviour now = this.behaviour;
		if (now instanceof Answering answering) {
			return answering.answer();
		}
		if (now instanceof Hanging hanging) {
			this.inside.hang(hanging.hang());
			return CheckResult.passed();
		}
		return this.defined.check();
	}

	/**
	 * How often it has been entered.
	 */
	int runs() {
		return this.runs.get();
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
			this.inside.end(hanging.hang(), this.name);
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
