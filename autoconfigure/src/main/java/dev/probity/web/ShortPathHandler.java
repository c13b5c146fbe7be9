package dev.probity.web;

/**
 * What answers on a short path, on either web stack.
 */
interface ShortPathHandler {

}
