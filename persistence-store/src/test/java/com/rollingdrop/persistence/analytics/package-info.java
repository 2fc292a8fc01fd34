@NullMarked
package com.rollingdrop.persistence.analytics;

import org.jspecify.annotations.NullMarked;
