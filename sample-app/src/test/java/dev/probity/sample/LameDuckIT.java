package dev.probity.sample;

import java.nio.file.Path;

import dev.probity.test.shutdown.LameDuckTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The executable jar of the sample ends under load, and loses no request.
 */
@DisabledOnOs(OS.WINDOWS)
class LameDuckIT {

	@Test
	void losesNoRequest() {
		LameDuckTest.ofJar(Path.of(System.getProperty("sample.jar")))
			.withArguments("--probity.lame-duck.duration=4s")
			.requesting("/catalog")
			.assertNoRequestIsLost();
	}

}
