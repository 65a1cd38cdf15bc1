/** JMH benchmarks, run by {@code mvn -Pbench verify}; speeds are never asserted in tests. */
package org.evade.bench;
