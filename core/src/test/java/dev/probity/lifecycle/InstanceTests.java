package dev.probity.lifecycle;

import java.util.ArrayList;
import java.util.List;

import dev.probity.lifecycle.ReadinessOverride.Mode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceTests {

	private static final ReadinessOverride READY = Overrides.forced(Mode.READY);

	private static final ReadinessOverride NOT_READY = Overrides.forced(Mode.NOT_READY);

	private final Instance instance = new Instance();

	@Test
	void itBeginsStartingAndNothingHasBeenSaid() {
		assertThat(this.instance.state())
			.isEqualTo(new InstanceState(LifecyclePhase.STARTING, LameDuckReadiness.WITHDRAWN, StartupState.PENDING,
					ReadinessOverride.AUTO, ApplicationReadiness.ACCEPTING_TRAFFIC, ApplicationLiveness.CORRECT));
	}

	@Test
	void whatIsSaidChangesNothingElse() {
		this.instance.publish(ApplicationReadiness.REFUSING_TRAFFIC);
		this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
		this.instance.override(READY);
		this.instance.publish(ApplicationLiveness.BROKEN);
		this.instance.completeStartup();
		assertThat(this.instance.state())
			.isEqualTo(new InstanceState(LifecyclePhase.LAME_DUCK, LameDuckReadiness.WITHDRAWN, StartupState.COMPLETE,
					READY, ApplicationReadiness.REFUSING_TRAFFIC, ApplicationLiveness.BROKEN));
	}

	@Test
	void somebodyIsToldOutsideTheLockOnceItCanBeRead() {
		List<LifecyclePhase> seen = new ArrayList<>();
		this.instance.onChange(() -> {
			assertThat(Thread.holdsLock(this.instance)).isFalse();
			seen.add(this.instance.state().phase());
		});
		this.instance.completeStartup();
		this.instance.override(READY);
		this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
		assertThat(seen).containsExactly(LifecyclePhase.SERVING, LifecyclePhase.SERVING, LifecyclePhase.LAME_DUCK);
	}

	@Test
	void whatIsSaidCanBeTakenBack() {
		InstanceState before = this.instance.state();
		this.instance.override(NOT_READY);
		this.instance.publish(ApplicationReadiness.REFUSING_TRAFFIC);
		this.instance.publish(ApplicationLiveness.BROKEN);
		this.instance.override(ReadinessOverride.AUTO);
		this.instance.publish(ApplicationReadiness.ACCEPTING_TRAFFIC);
		this.instance.publish(ApplicationLiveness.CORRECT);
		assertThat(this.instance.state()).isEqualTo(before);
	}

	@Nested
	@DisplayName("Rule 9: startup latches")
	class StartupLatches {

		@Test
		void completingStartupBeginsToServe() {
			InstanceTests.this.instance.completeStartup();
			assertThat(InstanceTests.this.instance.state().phase()).isEqualTo(LifecyclePhase.SERVING);
		}

		@Test
		void noPhaseTakesItBack() {
			InstanceTests.this.instance.completeStartup();
			for (LifecyclePhase phase : LifecyclePhase.values()) {
				InstanceTests.this.instance.advanceTo(phase);
				assertThat(InstanceTests.this.instance.state().startup()).isEqualTo(StartupState.COMPLETE);
			}
		}

	}

	@Nested
	@DisplayName("Rule 10: lame duck latches")
	class LameDuckLatches {

		@Test
		void whatIsSaidOfReadinessWhileItLeavesDoesNotCount() {
			InstanceTests.this.instance.leave(LameDuckReadiness.WITHDRAWN);
			InstanceTests.this.instance.publish(ApplicationReadiness.REFUSING_TRAFFIC);
			assertThat(InstanceTests.this.instance.state().applicationReadiness())
				.isEqualTo(ApplicationReadiness.ACCEPTING_TRAFFIC);
		}

		@Test
		void whatHasComeUpMayStayReadyWhileItLeaves() {
			InstanceTests.this.instance.completeStartup();
			InstanceTests.this.instance.leave(LameDuckReadiness.KEPT);
			assertThat(InstanceTests.this.instance.state().phase()).isEqualTo(LifecyclePhase.LAME_DUCK);
			assertThat(InstanceTests.this.instance.state().lameDuckReadiness()).isEqualTo(LameDuckReadiness.KEPT);
		}

		@Test
		void whatHasNotComeUpNeverBecomesReady() {
			InstanceTests.this.instance.leave(LameDuckReadiness.KEPT);
			InstanceTests.this.instance.completeStartup();
			assertThat(InstanceTests.this.instance.state().lameDuckReadiness()).isEqualTo(LameDuckReadiness.WITHDRAWN);
		}

		@Test
		void whatHasBeenWithdrawnStaysSo() {
			InstanceTests.this.instance.completeStartup();
			InstanceTests.this.instance.leave(LameDuckReadiness.KEPT);
			InstanceTests.this.instance.withdraw();
			InstanceTests.this.instance.leave(LameDuckReadiness.KEPT);
			assertThat(InstanceTests.this.instance.state().lameDuckReadiness()).isEqualTo(LameDuckReadiness.WITHDRAWN);
		}

		@Test
		void noEarlierPhaseEndsALaterOne() {
			for (LifecyclePhase reached : LifecyclePhase.values()) {
				InstanceTests.this.instance.advanceTo(reached);
				for (LifecyclePhase phase : LifecyclePhase.values()) {
					if (phase.compareTo(reached) < 0) {
						InstanceTests.this.instance.advanceTo(phase);
					}
				}
				assertThat(InstanceTests.this.instance.state().phase()).isEqualTo(reached);
			}
		}

		@Test
		void aStartupThatCompletesTooLateDoesNotEndIt() {
			InstanceTests.this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
			InstanceTests.this.instance.completeStartup();
			assertThat(InstanceTests.this.instance.state().phase()).isEqualTo(LifecyclePhase.LAME_DUCK);
		}

	}

}
