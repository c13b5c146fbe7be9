package dev.probity.sample;

import java.util.Arrays;

import dev.probity.sample.localservices.LocalServicesMain;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The order service. The executable jar has one main class, so this is also the way into
 * the JVM of the local services: {@code local-services} as the first argument.
 */
@SpringBootApplication
public class SampleApplication {

	public static void main(String[] args) throws Exception {
		if (args.length > 0 && LocalServicesMain.ARGUMENT.equals(args[0])) {
			LocalServicesMain.main(Arrays.copyOfRange(args, 1, args.length));
		}
		else {
			SpringApplication.run(SampleApplication.class, args);
		}
	}

}
