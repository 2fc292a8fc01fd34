@NullMarked
package com.rollingdrop.persistence.replay;

import org.jspecify.annotations.NullMarked;
