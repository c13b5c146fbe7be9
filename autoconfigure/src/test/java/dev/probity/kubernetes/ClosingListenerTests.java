package dev.probity.kubernetes;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who has something to do when a context closes.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClosingListenerTests {

	@Test
	void oneThatFailsIsLoggedAndKeepsThoseWhoComeNextFromNothing(CapturedOutput output) {
		List<String> told = new ArrayList<>();
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.addApplicationListener(new ClosingListener(1, (closing) -> {
				throw new StackOverflowError("last words");
			}));
			context.addApplicationListener(new ClosingListener(2, (closing) -> told.add("lame duck")));
			context.refresh();
		}
		assertThat(told).containsExactly("lame duck");
		assertThat(output).contains("Could not say that the application ends", "StackOverflowError: last words");
	}

}
