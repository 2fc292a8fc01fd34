/** How every client of Kafka in the system gets in, and waits for an answer. */
@NullMarked
package com.rollingdrop.persistence.kafka;

import org.jspecify.annotations.NullMarked;
