package dev.probity.traffic;

import jakarta.servlet.ServletException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * What servlet containers throw through the application when a request is malformed, and
 * then answer themselves. Anybody can send such a request.
 */
final class ContainerRejection {

	private static final boolean TOMCAT = isPresent("org.apache.tomcat.util.http.InvalidParameterException");

	private static final boolean JETTY = isPresent("org.eclipse.jetty.http.HttpException");

	private ContainerRejection() {
	}

	/**
	 * The status with which the container answers an error.
	 * @return the status, or {@code null} if it is none of the container's own
	 */
	static @Nullable Integer statusOf(Throwable error) {
		Throwable cause = error;
		while (cause instanceof ServletException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		Integer status = TOMCAT ? Tomcat.statusOf(cause) : null;
		return (status == null && JETTY) ? Jetty.statusOf(cause) : status;
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, ContainerRejection.class.getClassLoader());
	}

	private static final class Tomcat {

		static @Nullable Integer statusOf(Throwable error) {
			if (error instanceof InvalidParameterException invalid) {
				return invalid.getErrorCode();
			}
			return (error instanceof BadRequestException) ? 400 : null;
		}

	}

	private static final class Jetty {

		static @Nullable Integer statusOf(Throwable error) {
			return (error instanceof HttpException http) ? http.getCode() : null;
		}

	}

}
