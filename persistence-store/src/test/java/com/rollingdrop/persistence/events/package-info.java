@NullMarked
package com.rollingdrop.persistence.events;

import org.jspecify.annotations.NullMarked;
