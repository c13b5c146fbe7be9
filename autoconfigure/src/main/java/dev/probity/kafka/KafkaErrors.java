package dev.probity.kafka;

import java.util.stream.Stream;

import dev.probity.check.CheckResult;

/**
 * Says why there is no client.
 */
final class KafkaErrors {

	private static final String JAAS_PARSER = "org.apache.kafka.common.security.JaasConfig";

	private KafkaErrors() {
	}

	static CheckResult failed(Throwable error) {
		// its parser quotes what it stumbles over, and that may be half a password
		return isJaas(error) ? CheckResult.failed("the setting sasl.jaas.config cannot be read")
				: CheckResult.failed(error);
	}

	private static boolean isJaas(Throwable error) {
		return Stream.iterate(error, (some) -> some != null, Throwable::getCause)
			.limit(20)
			.flatMap((some) -> Stream.of(some.getStackTrace()))
			.anyMatch((frame) -> frame.getClassName().equals(JAAS_PARSER));
	}

}
