package dev.probity.traffic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * How a request of a servlet container has ended.
 *
 * @param method its method
 * @param path its path within the dispatcher
 */
record ServletCompletion(String method, String path, HttpServletRequest request, HttpServletResponse response) {

	// org.springframework.web.servlet.DispatcherServlet.EXCEPTION_ATTRIBUTE: what was
	// handled
	private static final String HANDLED = "org.springframework.web.servlet.DispatcherServlet.EXCEPTION";

	/**
	 * How it has ended.
	 * @param thrown what nobody has handled, or {@code null}
	 * @return {@code null} if it has not come to an end that counts
	 */
	@Nullable CompletedRequest with(@Nullable Throwable thrown) {
		if (this.request.getAttribute(StartupRejection.ATTRIBUTE) != null) {
			return null;
		}
		boolean committed = this.response.isCommitted();
		if (ClientDeparture.explains(thrown, committed) || (this.request.getAttribute(HANDLED) instanceof Throwable ex
				&& ClientDeparture.explains(ex, committed))) {
			return null;
		}
		return new CompletedRequest(this.method, this.path, status(thrown, committed), thrown);
	}

	/**
	 * The container has not answered yet what was thrown.
	 */
	private int status(@Nullable Throwable thrown, boolean committed) {
		if (thrown == null || committed) {
			return this.response.getStatus();
		}
		Integer status = ContainerRejection.statusOf(thrown);
		return (status != null) ? status : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
	}

}
