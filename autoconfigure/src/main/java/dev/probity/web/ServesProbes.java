package dev.probity.web;

/**
 * A handler of the short paths.
 */
interface ServesProbes {

}
