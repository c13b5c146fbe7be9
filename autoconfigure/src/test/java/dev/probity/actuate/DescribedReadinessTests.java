package dev.probity.actuate;

import java.util.List;

import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.actuate.ProbityDescriptor.ReasonDescriptor;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.probe.ProbeReport;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DescribedReadinessTests {

	@Test
	void eachReasonOfTheSameNameHasItsOwnProgress() {
		VerdictReason one = new VerdictReason(Cause.STARTING, "warmCache", null);
		VerdictReason other = new VerdictReason(Cause.STARTING, "warmCache", null);
		ProbeVerdict verdict = new ProbeVerdict("startup", ProbeStatus.OUT_OF_SERVICE, List.of(one, other));
		ProbeReport report = new ProbeReport(verdict, List.of(), List.of(new OutstandingCondition("warmCache", "1/5"),
				new OutstandingCondition("warmCache", "failed after 1 attempt: no route")), null);
		assertThat(DescribedReadiness.of(report, Details.SHOWN)).extracting(ReasonDescriptor::progress)
			.containsExactly("1/5", "failed after 1 attempt: no route");
		assertThat(DescribedReadiness.of(report, Details.WITHHELD)).extracting(ReasonDescriptor::progress)
			.containsOnlyNulls();
	}

}
