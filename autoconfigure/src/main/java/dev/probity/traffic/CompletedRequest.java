package dev.probity.traffic;

import org.jspecify.annotations.Nullable;

/**
 * A completed request of the application. A request whose client disconnected earlier is
 * never completed.
 *
 * @param method the HTTP method
 * @param path the path within the application, without context path and query
 * @param status the HTTP status of the answer; 500 if there is none because of the error
 * @param error what was thrown and not handled by the application itself, or {@code null}
 * if nothing was. On Spring WebFlux that includes what Spring makes an answer of, such as
 * {@code ResponseStatusException}. With a status below 400 the answer had begun before.
 * @since 0.1.0
 */
public record CompletedRequest(String method, String path, int status, @Nullable Throwable error) {

}
