/**
 * The lame duck: the instance withdraws its readiness, goes on serving, and closes its
 * keep-alive connections gracefully.
 */
@NullMarked
package dev.probity.shutdown;

import org.jspecify.annotations.NullMarked;
