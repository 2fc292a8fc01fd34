@NullMarked
package com.rollingdrop.persistence.kafka;

import org.jspecify.annotations.NullMarked;
