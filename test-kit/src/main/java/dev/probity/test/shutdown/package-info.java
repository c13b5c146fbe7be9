/**
 * Whether an application ends without losing a request.
 */
@NullMarked
package dev.probity.test.shutdown;

import org.jspecify.annotations.NullMarked;
