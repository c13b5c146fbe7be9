package dev.probity.actuate;

import java.util.List;

import dev.probity.actuate.ProbityDescriptor.ChangeDescriptor;
import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.change.RecordedChange;
import dev.probity.change.RecordedChange.Subject;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * What has changed as the endpoint shows it.
 */
final class DescribedChange {

	private DescribedChange() {
	}

	static ChangeDescriptor of(RecordedChange change, Details details) {
		return new ChangeDescriptor(change.at(), nameOf(Subject.CHECK, change), nameOf(Subject.PROBE, change),
				nameOf(Subject.OVERRIDE, change), nameOf(Subject.CONSUMER, change), change.from(), change.to(),
				Durations.exact(change.lasted()), details.of(change.reason()),
				(change.subject() == Subject.PROBE) ? DescribedReadiness.of(change.causes(), details) : null);
	}

	private static @Nullable String nameOf(Subject subject, RecordedChange change) {
		return (change.subject() == subject) ? change.name() : null;
	}

}
