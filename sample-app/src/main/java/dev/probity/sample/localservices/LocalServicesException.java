package dev.probity.sample.localservices;

import java.nio.file.Path;

final class LocalServicesException extends RuntimeException {

	LocalServicesException(String message, Path log, Throwable cause) {
		super("%s. Their log is %s".formatted(message, log), cause);
	}

}
